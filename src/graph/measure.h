/*
 * What each entity is in the map of ties: how many others it is tied to, how strongly, and which
 * community it belongs to.
 */
#ifndef RT_GRAPH_MEASURE_H
#define RT_GRAPH_MEASURE_H

#include "base/vec.h"

#include <stdint.h>

/* Undirected; the two directions of a correspondence and co-occurrence add up to one edge. */
struct rt_edge {
	uint32_t a, b; /* a < b */
	double weight;
};
struct rt_edges {
	struct rt_edge *items;
	size_t count, cap;
};

/* Sorts by a, b and adds up the weights of equal pairs. */
void rt_edges_settle(struct rt_edges *edges);

/*
 * Communities by the Louvain method (Blondel, Guillaume, Lambiotte, Lefebvre 2008): each node joins
 * the neighbouring community that raises modularity most, until none moves; then communities become
 * nodes and it begins anew. Nodes are visited in order of number and ties go to the lowest number,
 * so that the same edges always give the same communities.
 *
 * community_r has `nodes` places: 1 for the largest community, 2 …; 0 for a node without an edge.
 */
void rt_communities(const struct rt_edges *edges, size_t nodes, uint32_t *community_r);

#endif
