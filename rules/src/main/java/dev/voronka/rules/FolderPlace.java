package dev.voronka.rules;

import dev.voronka.rules.Publication.Outdated;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A book in a folder, which people edit and programs replace. */
final class FolderPlace implements Place {

    private static final Logger LOG = LoggerFactory.getLogger(FolderPlace.class);

    private final BookFolder folder;
    private final Duration debounce;
    private final Duration poll;
    private @Nullable FolderWatch watch;

    FolderPlace(BookFolder folder, Duration debounce, Duration poll) {
        this.folder = folder;
        this.debounce = debounce;
        this.poll = poll;
    }

    @Override
    public Optional<SortedMap<String, String>> read() {
        return Optional.of(folder.read());
    }

    @Override
    public Publication replace(
            SortedMap<String, String> files, Predicate<String> mayReplace, String expected, Desk desk) {
        try {
            return folder.alone(() -> {
                folder.finish();
                var there = version(desk);
                return mayReplace.test(there) ? desk.offered(files, this::write) : new Outdated(expected, there);
            });
        } catch (IOException failed) {
            throw new BookNotWritten(BookFiles.version(files), failed);
        }
    }

    /** The version of what is in the folder, though it may be refused; that of the book in force if it cannot be read. */
    private String version(Desk desk) {
        try {
            return BookFiles.version(folder.read());
        } catch (BookRefused unreadable) {
            LOG.debug("What is in the folder of rules is no book: {}", unreadable.getMessage());
            return desk.book().version();
        }
    }

    private void write(RuleBook book) {
        try {
            folder.write(book.files());
        } catch (IOException failed) {
            throw new BookNotWritten(book.version(), failed);
        }
    }

    @Override
    public Optional<SortedMap<String, String>> before(String version) {
        return Optional.empty();
    }

    @Override
    public synchronized void watch(Desk desk) {
        if (watch == null) {
            watch = new FolderWatch(folder, debounce, poll, desk::reload);
            watch.start();
        }
    }

    @Override
    public void leave() {
        FolderWatch running;
        synchronized (this) {
            running = watch;
            watch = null;
        }
        if (running != null) {
            running.stop();
        }
    }
}
