package dev.voronka.bitrix.event.web;

import dev.voronka.bitrix.event.Entrance;
import dev.voronka.bitrix.event.EventDoor;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.InputStreamResource;
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

    /**
     * One event. A body that is too long for one is not read to its end.
     *
     * @throws IOException if the body cannot be read
     */
    @PostMapping("${voronka.bitrix.events-path:/voronka/bitrix/events}")
    public ResponseEntity<String> event(RequestEntity<InputStreamResource> request) throws IOException {
        var answer = entered(request);
        return ResponseEntity.status(answer.status())
                .contentType(MediaType.TEXT_PLAIN)
                .body(answer.text());
    }

    /** As a resource, forms are given even if a filter of the host has read their parameters, and anything else as a stream. */
    private Entrance entered(RequestEntity<InputStreamResource> request) throws IOException {
        var body = request.getBody();
        try (var stream = body == null ? InputStream.nullInputStream() : body.getInputStream()) {
            return door.enter(stream);
        }
    }
}
