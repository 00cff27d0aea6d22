#include "base/sha256.h"

#include "base/mem.h"

#include <openssl/evp.h>

static EVP_MD_CTX *context(struct rt_sha256 *sum)
{
	return (EVP_MD_CTX *)sum;
}

/* libcrypto fails at this for want of memory alone. */
static void insist(int worked)
{
	if (!worked)
		rt_out_of_memory();
}

struct rt_sha256 *rt_sha256_new(void)
{
	EVP_MD_CTX *made = EVP_MD_CTX_new();
	insist(made && EVP_DigestInit_ex(made, EVP_sha256(), NULL));
	return (struct rt_sha256 *)made;
}

void rt_sha256_add(struct rt_sha256 *sum, const void *bytes, size_t len)
{
	insist(EVP_DigestUpdate(context(sum), bytes, len));
}

void rt_sha256_end(struct rt_sha256 *sum, char hex_r[RT_SHA256_HEX])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned len = 0;
	insist(EVP_DigestFinal_ex(context(sum), digest, &len));
	EVP_MD_CTX_free(context(sum));
	for (unsigned i = 0; i < len; i++) {
		hex_r[2 * i] = digits[digest[i] >> 4];
		hex_r[2 * i + 1] = digits[digest[i] & 15];
	}
	hex_r[2 * len] = '\0';
}

void rt_sha256(const void *bytes, size_t len, char hex_r[RT_SHA256_HEX])
{
	struct rt_sha256 *sum = rt_sha256_new();
	rt_sha256_add(sum, bytes, len);
	rt_sha256_end(sum, hex_r);
}
