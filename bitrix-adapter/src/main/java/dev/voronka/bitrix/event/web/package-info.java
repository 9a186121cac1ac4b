/** Events of a portal by Spring MVC, for hosts that have it. */
@NullMarked
package dev.voronka.bitrix.event.web;

import org.jspecify.annotations.NullMarked;
