/* One producer, N workers, one consumer: everything arrives once, in order, whatever fails. */
#include "config.h" /* for POSIX functions */

#include "base/flow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct counting {
	int next, end;	 /* items to produce */
	int produce_fails_at, consume_fails_at; /* 0: never */
	int consumed, discarded_before;
};

static int discarded, workers;

static int produce(void *context, void **item_r, struct rt_err *err)
{
	struct counting *counting = context;
	if (counting->next == counting->end)
		return 0;
	int number = ++counting->next;
	if (number == counting->produce_fails_at)
		return rt_err_set(err, "produce failed");
	int *item = malloc(sizeof *item);
	*item = number;
	*item_r = item;
	return 1;
}

static void *worker_new(void *context)
{
	(void)context;
	__atomic_add_fetch(&workers, 1, __ATOMIC_SEQ_CST);
	return malloc(1);
}

static void worker_free(void *worker)
{
	__atomic_sub_fetch(&workers, 1, __ATOMIC_SEQ_CST);
	free(worker);
}

static void *work(void *worker, void *item)
{
	assert_non_null(worker);
	int *number = item;
	if (*number % 7 == 0)
		usleep(200); /* so that others overtake it */
	*number *= 2;
	return number;
}

static int consume(void *context, void *result, struct rt_err *err)
{
	struct counting *counting = context;
	int number = *(int *)result;
	free(result);
	if (++counting->consumed == counting->consume_fails_at)
		return rt_err_set(err, "consume failed");
	assert_int_equal(number, counting->consumed * 2);
	return 0;
}

static void discard(void *result)
{
	discarded++;
	free(result);
}

static int run(struct counting *counting, unsigned threads, struct rt_err *err)
{
	struct rt_flow flow = {counting, produce, worker_new, worker_free, work, consume, discard};
	discarded = 0;
	int failed = rt_flow_run(&flow, threads, threads + 3, err);
	assert_int_equal(workers, 0);
	return failed;
}

static void test_order(void **state)
{
	(void)state;
	for (unsigned threads = 1; threads <= 8; threads *= 2) {
		struct counting counting = {.end = 3000};
		struct rt_err err = {{0}};
		assert_int_equal(run(&counting, threads, &err), 0);
		assert_int_equal(counting.consumed, 3000);
		assert_int_equal(discarded, 0);
	}
}

static void test_nothing(void **state)
{
	(void)state;
	struct counting counting = {0};
	assert_int_equal(run(&counting, 4, NULL), 0);
	assert_int_equal(counting.consumed, 0);
}

static void test_produce_fails(void **state)
{
	(void)state;
	struct counting counting = {.end = 3000, .produce_fails_at = 1000};
	struct rt_err err = {{0}};
	assert_int_equal(run(&counting, 3, &err), -1);
	assert_string_equal(err.message, "produce failed");
	assert_int_equal(counting.consumed, 999); /* what was under way still arrives */
}

static void test_consume_fails(void **state)
{
	(void)state;
	struct counting counting = {.end = 3000, .consume_fails_at = 100};
	struct rt_err err = {{0}};
	assert_int_equal(run(&counting, 3, &err), -1);
	assert_string_equal(err.message, "consume failed");
	assert_int_equal(counting.consumed, 100);
	assert_int_equal(discarded, counting.next - 100);
	assert_true(counting.next < 3000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_produce_fails),
		cmocka_unit_test(test_consume_fails),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
