#include "base/cms.h"

#include <limits.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/objects.h>

enum rt_cms rt_cms_open(const char *bytes, size_t len, struct rt_str *out)
{
	const unsigned char *at = (const unsigned char *)bytes;
	CMS_ContentInfo *info = d2i_CMS_ContentInfo(NULL, &at, len < LONG_MAX ? (long)len : LONG_MAX);
	enum rt_cms found = RT_CMS_NONE;
	ERR_clear_error();
	if (!info)
		return found;
	int type = OBJ_obj2nid(CMS_get0_type(info));
	if (type == NID_pkcs7_enveloped || type == NID_pkcs7_signedAndEnveloped ||
		type == NID_pkcs7_encrypted || type == NID_id_smime_ct_authEnvelopedData) {
		found = RT_CMS_ENCRYPTED;
	} else if (type == NID_pkcs7_signed) {
		ASN1_OCTET_STRING **content = CMS_get0_content(info);
		if (content && *content && ASN1_STRING_length(*content) > 0) {
			rt_str_append_n(out, (const char *)ASN1_STRING_get0_data(*content),
				(size_t)ASN1_STRING_length(*content));
			found = RT_CMS_SIGNED;
		}
	}
	CMS_ContentInfo_free(info);
	ERR_clear_error();
	return found;
}
