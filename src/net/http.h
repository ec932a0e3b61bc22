/* Requests over HTTP and HTTPS (RFC 9110), by OpenSSL's client: no further library. What comes
 * back is bounded in size and in time, and nothing is believed of it. Proxies are taken from
 * the environment (http_proxy, https_proxy, no_proxy), as is usual. */
#ifndef KUALIK_HTTP_H
#define KUALIK_HTTP_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"

#include <stdbool.h>
#include <stddef.h>

/* A server and a place on it. Threads may ask together: each takes a connection, which is kept
 * for the next request, so that there are as many as were ever under way at one time. */
struct http;

/* `url` (http:// or https://) is lent; `timeout` is in seconds, for each request from
 * connecting to the answer's last byte. The certificates of https are checked against the
 * system's authorities. Fails when it is no such URL, or names a user (RFC 3986, 3.2.1).
 * Release with http_free. */
struct http *http_new(const char *url, unsigned timeout, struct error *err);
void http_free(struct http *http);

/* Sends `request`, one DER value, by POST with that content type and appends the body of the
 * answer to `answer`: one DER value, of `limit` bytes at most. The content type `wanted` is
 * asked for; as servers differ in how they write it, none is insisted on. */
bool http_post(struct http *http, const char *type, const struct span *request,
               const char *wanted, size_t limit, struct buf *answer, struct error *err);

/* Appends the DER value that is at the URL, of `limit` bytes at most, to `answer`. */
bool http_get(struct http *http, size_t limit, struct buf *answer, struct error *err);

/* Says whether a request failed because nobody is there: asking again soon is of no use, as a
 * server that refuses was asked more than once already. */
bool http_is_out_of_reach(const struct error *err);

#endif
