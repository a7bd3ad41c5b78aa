// libevent: the event loop and evhttp.
#include <sys/select.h>  // fd_set, which event.h uses without including; without it the import fails
#include <event2/event.h>
#include <event2/thread.h>
#include <event2/http.h>
#include <event2/http_struct.h>  // a request's version and raw header, which framing is checked on
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/keyvalq_struct.h>
#include <event2/listener.h>
