/*
 * Compressed RTF: a window of 4096 bytes, filled at first with the words that every RTF has, and
 * a stream of literals and of (place, length) that copy out of the window.
 */
#include "base/limits.h"
#include "read/bytes.h"
#include "read/rtf.h"

#include <string.h>

#define WINDOW 4096u
#define PACKED 0x75465a4cu   /* "LZFu" */
#define UNPACKED 0x414c454du /* "MELA" */

static const char known[] =
	"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
	"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
	"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

struct window {
	char bytes[WINDOW];
	unsigned at;
};

static void put(struct window *window, struct rt_str *out, char byte)
{
	window->bytes[window->at] = byte;
	window->at = (window->at + 1) % WINDOW;
	rt_str_append_char(out, byte);
}

/* false at the end of the stream: a reference to where the window is being written. */
static bool copy(struct window *window, struct rt_bytes *in, struct rt_str *out)
{
	unsigned high = rt_bytes_u8(in), low = rt_bytes_u8(in);
	unsigned from = high << 4 | low >> 4, len = (low & 15) + 2;
	if (in->short_of || from == window->at)
		return false;
	while (len--) {
		put(window, out, window->bytes[from]);
		from = (from + 1) % WINDOW;
	}
	return true;
}

static bool unpack(struct rt_bytes *in, struct rt_str *out)
{
	struct window window = {.at = sizeof known - 1};
	memcpy(window.bytes, known, sizeof known - 1);
	size_t start = out->len;
	while (in->left && out->len - start < RT_MAX_TEXT_BYTES) {
		unsigned flags = rt_bytes_u8(in);
		for (unsigned i = 0; i < 8; i++, flags >>= 1) {
			if (flags & 1) {
				if (!copy(&window, in, out))
					return !in->short_of;
			} else if (in->left) {
				put(&window, out, (char)rt_bytes_u8(in));
			}
		}
	}
	return false;
}

bool rt_rtf_unpack(struct rt_str *out, const char *bytes, size_t len)
{
	struct rt_bytes in = rt_bytes(bytes, len);
	rt_bytes_u32(&in); /* the length is told by the stream's end as well */
	uint32_t size = rt_bytes_u32(&in), kind = rt_bytes_u32(&in);
	rt_bytes_u32(&in); /* checksum: what is damaged is better read than left */
	if (in.short_of || (kind != PACKED && kind != UNPACKED))
		return false;
	if (kind == PACKED)
		return unpack(&in, out);
	size_t there = size < in.left ? size : in.left;
	rt_str_append_n(out, in.at, there);
	return there == size;
}
