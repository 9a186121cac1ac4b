package dev.voronka.bitrix.event.web;

import dev.voronka.bitrix.event.EventDoor;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets events of a portal in at {@code voronka.bitrix.events-path}, {@code /voronka/bitrix/events} if that is not set. A host
 * makes a bean of it, and leaves the path out of its own logins and CSRF checks: the event's token is checked here.
 */
@RestController
public final class EventController {

    private final EventDoor door;

    /** With the door to which events are brought. */
    public EventController(EventDoor door) {
        this.door = door;
    }

    /** One event. */
    @PostMapping("${voronka.bitrix.events-path:/voronka/bitrix/events}")
    public ResponseEntity<String> event(RequestEntity<byte[]> request) {
        var body = request.getBody();
        var answer = door.enter(body == null ? new byte[0] : body);
        return ResponseEntity.status(answer.status())
                .contentType(MediaType.TEXT_PLAIN)
                .body(answer.text());
    }
}
