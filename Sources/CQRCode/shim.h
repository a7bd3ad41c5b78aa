// libqrencode: the join code on screens and badges.
#include <qrencode.h>
