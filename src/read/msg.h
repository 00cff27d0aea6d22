/*
 * A message that Outlook saved as a file of its own (.msg): a compound file with a stream for each
 * property, a folder for each recipient and each attachment. Format: [MS-OXMSG].
 */
#ifndef RT_READ_MSG_H
#define RT_READ_MSG_H

#include "read/mapi.h"
#include "read/ole.h"

bool rt_msg_is(const struct rt_ole *ole);
/* Its bytes are copied to the arena. */
struct rt_mapi_message *rt_msg_read(struct rt_arena *arena, struct rt_ole *ole);

#endif
