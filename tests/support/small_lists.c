#include "small_lists.h"

#include <string.h>

static const char given[] = "Ana|Anna\nJosé\nשרה\nJean-Luc\n";
static const char bodies[] =
	"# case: exact\nCourt of Appeal|CA\nCourt\nבג\"ץ\nBank of Ireland\n";

struct rt_gazetteer *small_lists_new(void)
{
	struct rt_gazetteer *lists = rt_gazetteer_new();
	rt_gazetteer_add(lists, "given", "all", "given/all.txt", given, strlen(given), NULL);
	rt_gazetteer_add(lists, "body", "all", "body/all.txt", bodies, strlen(bodies), NULL);
	return lists;
}
