/**
 * Events of a portal: what an HTTP server hands on, what the offline queue holds, and how to subscribe. An event only says
 * that something changed; the item is read afterwards. Uses the client and core. Start reading at {@code EventDoor}.
 */
@NullMarked
package dev.voronka.bitrix.event;

import org.jspecify.annotations.NullMarked;
