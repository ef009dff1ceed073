/** Made from notice.mjml by `npm run mails`. */
const font = `font-family:-apple-system, 'PingFang SC', 'Microsoft YaHei', 'PingFang TC', 'Microsoft JhengHei', 'Segoe UI', Arial, sans-serif;`;
export const noticeLayout = `<!doctype html><html lang="{{language}}" dir="ltr" xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>{{title}}</title><!--[if !mso]><!--><meta http-equiv="X-UA-Compatible" content="IE=edge"><!--<![endif]--><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1"><style type="text/css">
#outlook a { padding:0; }
body { margin:0;padding:0;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%; }
table, td { border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt; }
img { border:0;height:auto;line-height:100%; outline:none;text-decoration:none;-ms-interpolation-mode:bicubic; }
p { display:block;margin:13px 0; }
</style><!--[if mso]><noscript><xml><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml></noscript><![endif]--><!--[if lte mso 11]><style type="text/css">
.mj-outlook-group-fix { width:100% !important; }
</style><![endif]--><style type="text/css">
@media only screen and (min-width:480px) {
.mj-column-per-100 { width:100% !important; max-width: 100%; }
}
</style><style media="screen and (min-width:480px)">
.moz-text-html .mj-column-per-100 { width:100% !important; max-width: 100%; }
</style><style type="text/css">
.words div { white-space: pre-line; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) {
body, .ground, .ground > div { background: #11161c !important; background-color: #11161c !important; }
.card, .card > table { background: #1b222b !important; background-color: #1b222b !important; }
.words div { color: #e8edf3 !important; }
.small div, .small a { color: #9aa7b5 !important; }
}
</style><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></head><body  class="ground" style="word-spacing:normal;background-color:#f3f5f8;"><div style="display:none;font-size:1px;color:#ffffff;line-height:1px;max-height:0px;max-width:0px;opacity:0;overflow:hidden;">{{preheader}}</div><div
aria-label="{{title}}" aria-roledescription="email" role="article" lang="{{language}}" dir="ltr" style="word-spacing:normal;background-color:#f3f5f8;"
><!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  style="margin:0px auto;max-width:600px;"><table
align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"
><tbody><tr><td
style="direction:ltr;font-size:0px;padding:24px 12px 12px;text-align:center;"
><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:576px;" ><![endif]--><div
class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"
><table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%"
><tbody><tr><td
align="left" class="small" style="font-size:0px;padding:0 28px;word-break:break-word;"
><div
style="${font}font-size:13px;line-height:1.7;text-align:left;color:#5b6875;"
>{{sender}}</div></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  style="margin:0px auto;max-width:600px;"><table
align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"
><tbody><tr><td
style="direction:ltr;font-size:0px;padding:0 12px;text-align:center;"
><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="card-outlook" width="600px" ><table align="center" border="0" cellpadding="0" cellspacing="0" class="card-outlook" role="presentation" style="width:576px;" width="576" bgcolor="#ffffff" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  class="card" style="background:#ffffff;background-color:#ffffff;margin:0px auto;max-width:576px;border-radius:14px;overflow:hidden;"><table
align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="background:#ffffff;background-color:#ffffff;width:100%;border-collapse:separate;"
><tbody><tr><td
style="border-top:4px solid #1769d2;border-radius:14px;direction:ltr;font-size:0px;padding:28px 0 18px;text-align:center;"
><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:576px;" ><![endif]--><div
class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"
><table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%"
><tbody><tr><td
align="left" class="words" style="font-size:0px;padding:0 28px 16px;word-break:break-word;"
><div
style="${font}font-size:22px;font-weight:600;line-height:1.4;text-align:left;color:#1c2733;"
>{{title}}</div></td></tr>
{{#paragraphs}}
<tr><td
align="left" class="words" style="font-size:0px;padding:0 28px 14px;word-break:break-word;"
><div
style="${font}font-size:16px;line-height:1.7;text-align:left;color:#1c2733;"
>{{.}}</div></td></tr>
{{/paragraphs}}{{#button}}
<tr><td
align="left" style="font-size:0px;padding:6px 28px 18px;word-break:break-word;"
><table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="border-collapse:separate;line-height:100%;"
><tbody><tr><td
align="center" bgcolor="#1769d2" role="presentation" style="border:none;border-radius:8px;cursor:auto;mso-padding-alt:12px 26px;background:#1769d2;" valign="middle"
><a
href="{{url}}" style="display:inline-block;background:#1769d2;color:#ffffff;${font}font-size:16px;font-weight:normal;line-height:120%;margin:0;text-decoration:none;text-transform:none;padding:12px 26px;mso-padding-alt:0px;border-radius:8px;" target="_blank"
>
{{label}}
</a></td></tr></tbody></table></td></tr>
{{/button}}
</tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  style="margin:0px auto;max-width:600px;"><table
align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"
><tbody><tr><td
style="direction:ltr;font-size:0px;padding:18px 12px 32px;text-align:center;"
><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:576px;" ><![endif]--><div
class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"
><table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%"
><tbody><tr><td
align="left" class="small" style="font-size:0px;padding:0 28px;word-break:break-word;"
><div
style="${font}font-size:12px;line-height:1.7;text-align:left;color:#5b6875;"
>{{because}}<br /><a href="{{unsubscribeUrl}}" style="color:#5b6875">{{unsubscribe}}</a></div></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></div></body></html>`;
