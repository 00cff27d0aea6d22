#include "doc/segment.h"

static void add_segment(struct rt_document *document, size_t start, size_t end,
	enum rt_segment_kind kind)
{
	if (end > start)
		rt_vec_push(&document->segments,
			(struct rt_segment){.range = {(uint32_t)start, (uint32_t)end}, .kind = kind});
}

void rt_segment_document(struct rt_document *document, size_t own_header)
{
	if (!document->messages.count)
		rt_vec_push(&document->messages,
			(struct rt_message){.kind = RT_SEGMENT_BODY, .parent = -1});
	document->messages.items[0].range.end = (uint32_t)document->len;
	add_segment(document, 0, own_header, RT_SEGMENT_HEADER);
	add_segment(document, own_header, document->len, RT_SEGMENT_BODY);
}
