/** Made from greeting.mjml by `npm run mails`. */
const font = `font-family:-apple-system, 'PingFang SC', 'Microsoft YaHei', 'PingFang TC', 'Microsoft JhengHei', 'Segoe UI', Arial, sans-serif;`;
export const greetingLayout = `<!doctype html><html lang="{{language}}" dir="ltr" xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>{{title}}</title><!--[if !mso]><!--><meta http-equiv="X-UA-Compatible" content="IE=edge"><!--<![endif]--><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1"><style type="text/css">
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
body, .ground, .ground > div { background: #191412 !important; background-color: #191412 !important; }
.card, .card > table { background: #262019 !important; background-color: #262019 !important; }
.band, .band > table { background: #8c1d14 !important; background-color: #8c1d14 !important; }
.words div { color: #efe6df !important; }
.small div, .small a { color: #b3a59b !important; }
}
</style><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></head><body  class="ground" style="word-spacing:normal;background-color:#faf4ee;"><div style="display:none;font-size:1px;color:#ffffff;line-height:1px;max-height:0px;max-width:0px;opacity:0;overflow:hidden;">{{preheader}}</div><div
aria-label="{{title}}" aria-roledescription="email" role="article" lang="{{language}}" dir="ltr" style="word-spacing:normal;background-color:#faf4ee;"
><!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  style="margin:0px auto;max-width:600px;"><table
align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"
><tbody><tr><td
style="direction:ltr;font-size:0px;padding:24px 12px 0;text-align:center;"
><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="band-outlook" width="600px" ><table align="center" border="0" cellpadding="0" cellspacing="0" class="band-outlook" role="presentation" style="width:576px;" width="576" bgcolor="#b3261e" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  class="band" style="background:#b3261e;background-color:#b3261e;margin:0px auto;max-width:576px;border-radius:14px 14px 0 0;overflow:hidden;"><table
align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="background:#b3261e;background-color:#b3261e;width:100%;border-collapse:separate;"
><tbody><tr><td
style="border-radius:14px 14px 0 0;direction:ltr;font-size:0px;padding:34px 0 30px;text-align:center;"
><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:576px;" ><![endif]--><div
class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"
><table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%"
><tbody><tr><td
align="center" style="font-size:0px;padding:0 28px 10px;word-break:break-word;"
><div
style="${font}font-size:13px;letter-spacing:1px;line-height:1.8;text-align:center;color:#ffd9d2;"
>{{sender}}</div></td></tr><tr><td
align="center" style="font-size:0px;padding:0 28px;word-break:break-word;"
><div
style="${font}font-size:26px;font-weight:600;line-height:1.35;text-align:center;color:#ffffff;"
>{{title}}</div></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table></td></tr><tr><td class="card-outlook" width="600px" ><table align="center" border="0" cellpadding="0" cellspacing="0" class="card-outlook" role="presentation" style="width:576px;" width="576" bgcolor="#ffffff" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  class="card" style="background:#ffffff;background-color:#ffffff;margin:0px auto;max-width:576px;border-radius:0 0 14px 14px;overflow:hidden;"><table
align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="background:#ffffff;background-color:#ffffff;width:100%;border-collapse:separate;"
><tbody><tr><td
style="border-radius:0 0 14px 14px;direction:ltr;font-size:0px;padding:30px 0 18px;text-align:center;"
><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:576px;" ><![endif]--><div
class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"
><table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%"
><tbody>
{{#paragraphs}}
<tr><td
align="left" class="words" style="font-size:0px;padding:0 28px 14px;word-break:break-word;"
><div
style="${font}font-size:16px;line-height:1.8;text-align:left;color:#3b2f2a;"
>{{.}}</div></td></tr>
{{/paragraphs}}{{#button}}
<tr><td
align="center" style="font-size:0px;padding:8px 28px 18px;word-break:break-word;"
><table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="border-collapse:separate;line-height:100%;"
><tbody><tr><td
align="center" bgcolor="#b3261e" role="presentation" style="border:none;border-radius:22px;cursor:auto;mso-padding-alt:13px 30px;background:#b3261e;" valign="middle"
><a
href="{{url}}" style="display:inline-block;background:#b3261e;color:#ffffff;${font}font-size:16px;font-weight:normal;line-height:120%;margin:0;text-decoration:none;text-transform:none;padding:13px 30px;mso-padding-alt:0px;border-radius:22px;" target="_blank"
>
{{label}}
</a></td></tr></tbody></table></td></tr>
{{/button}}
</tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  style="margin:0px auto;max-width:600px;"><table
align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"
><tbody><tr><td
style="direction:ltr;font-size:0px;padding:18px 0 32px;text-align:center;"
><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:600px;" ><![endif]--><div
class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"
><table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%"
><tbody><tr><td
align="center" class="small" style="font-size:0px;padding:0 28px;word-break:break-word;"
><div
style="${font}font-size:12px;line-height:1.7;text-align:center;color:#75655c;"
>{{because}}<br /><a href="{{unsubscribeUrl}}" style="color:#75655c">{{unsubscribe}}</a></div></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></div></body></html>`;
