/** Made from work.mjml by `npm run mails`. */
const font = `font-family:-apple-system, 'PingFang SC', 'Microsoft YaHei', 'PingFang TC', 'Microsoft JhengHei', 'Segoe UI', Arial, sans-serif;`;
export const workLayout = `<!doctype html><html lang="{{language}}" dir="ltr" xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>{{title}}</title><!--[if !mso]><!--><meta http-equiv="X-UA-Compatible" content="IE=edge"><!--<![endif]--><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1"><style type="text/css">
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
</style></head><body  style="word-spacing:normal;background-color:#f2f4f7;"><div style="display:none;font-size:1px;color:#ffffff;line-height:1px;max-height:0px;max-width:0px;opacity:0;overflow:hidden;">{{intro}}</div><div
aria-label="{{title}}" aria-roledescription="email" role="article" lang="{{language}}" dir="ltr" style="word-spacing:normal;background-color:#f2f4f7;"
><!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  style="margin:0px auto;max-width:600px;"><table
align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"
><tbody><tr><td
style="direction:ltr;font-size:0px;padding:24px 0 0;text-align:center;"
><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:600px;" ><![endif]--><div
class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"
><table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%"
><tbody><tr><td
align="left" style="font-size:0px;padding:0 24px;word-break:break-word;"
><div
style="${font}font-size:13px;line-height:1.6;text-align:left;color:#637381;"
>{{sender}}</div></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:600px;" width="600" bgcolor="#ffffff" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  style="background:#ffffff;background-color:#ffffff;margin:0px auto;max-width:600px;border-radius:8px;overflow:hidden;"><table
align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="background:#ffffff;background-color:#ffffff;width:100%;border-collapse:separate;"
><tbody><tr><td
style="border-radius:8px;direction:ltr;font-size:0px;padding:24px 0;text-align:center;"
><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:600px;" ><![endif]--><div
class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"
><table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%"
><tbody><tr><td
align="left" style="font-size:0px;padding:0 24px;word-break:break-word;"
><div
style="${font}font-size:20px;font-weight:600;line-height:1.4;text-align:left;color:#1f2933;"
>{{title}}</div></td></tr><tr><td
align="left" style="font-size:0px;padding:12px 24px 4px;word-break:break-word;"
><div
style="${font}font-size:15px;line-height:1.6;text-align:left;color:#1f2933;"
>{{intro}}</div></td></tr><tr><td
align="left" style="font-size:0px;padding:12px 24px;word-break:break-word;"
><table
cellpadding="0" cellspacing="0" width="100%" border="0" style="color:#1f2933;${font}font-size:15px;line-height:1.6;table-layout:auto;width:100%;border:none;"
>
{{#facts}}
<tr><td style="padding:6px 16px 6px 0;color:#637381;vertical-align:top;white-space:nowrap">{{label}}</td><td style="padding:6px 0;vertical-align:top;width:100%;white-space:pre-line">{{value}}</td></tr>
{{/facts}}
</table></td></tr><tr><td
align="left" style="font-size:0px;padding:12px 24px;word-break:break-word;"
><table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="border-collapse:separate;line-height:100%;"
><tbody><tr><td
align="center" bgcolor="#0b5fff" role="presentation" style="border:none;border-radius:6px;cursor:auto;mso-padding-alt:10px 25px;background:#0b5fff;" valign="middle"
><a
href="{{action.url}}" style="display:inline-block;background:#0b5fff;color:#ffffff;${font}font-size:15px;font-weight:normal;line-height:120%;margin:0;text-decoration:none;text-transform:none;padding:10px 25px;mso-padding-alt:0px;border-radius:6px;" target="_blank"
>
{{action.label}}
</a></td></tr></tbody></table></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]--><div  style="margin:0px auto;max-width:600px;"><table
align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"
><tbody><tr><td
style="direction:ltr;font-size:0px;padding:16px 0 32px;text-align:center;"
><!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:600px;" ><![endif]--><div
class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"
><table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%"
><tbody><tr><td
align="left" style="font-size:0px;padding:0 24px;word-break:break-word;"
><div
style="${font}font-size:12px;line-height:1.6;text-align:left;color:#637381;"
>{{footer}}</div></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]--></div></body></html>`;
