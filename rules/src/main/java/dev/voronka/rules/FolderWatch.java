package dev.voronka.rules;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a folder on a thread of its own: hears of changes from the system and looks by itself as well, since not every
 * file system tells. Waits until the folder is quiet.
 */
final class FolderWatch {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    private final BookFolder folder;
    private final Duration debounce;
    private final Duration poll;
    private final Runnable changed;
    private @Nullable Thread thread;

    FolderWatch(BookFolder folder, Duration debounce, Duration poll, Runnable changed) {
        this.folder = folder;
        this.debounce = debounce;
        this.poll = poll;
        this.changed = changed;
    }

    synchronized void start() {
        if (thread == null) {
            thread = new Thread(this::watch, "voronka-rules");
            thread.setDaemon(true);
            thread.start();
        }
    }

    synchronized void stop() {
        var running = thread;
        thread = null;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        List<String> seen = List.of();
        try (var service = service()) {
            WatchKey key = null;
            while (!Thread.currentThread().isInterrupted()) {
                if (service != null && (key == null || !key.isValid())) {
                    key = registered(service);
                }
                // What was changed before somebody looked is found at the first look.
                var now = quiet(service);
                if (!now.equals(seen)) {
                    seen = now;
                    read();
                }
                await(service, poll);
            }
        } catch (InterruptedException | ClosedWatchServiceException stopped) {
            LOG.debug("The folder of rules is no longer looked after.");
        } catch (IOException failed) {
            LOG.debug("The watch of the folder of rules did not close.", failed);
        }
    }

    /** The folder once two looks at it are the same. */
    private List<String> quiet(@Nullable WatchService service) throws InterruptedException {
        var before = folder.look();
        while (true) {
            TimeUnit.MILLISECONDS.sleep(debounce.toMillis());
            drain(service);
            var now = folder.look();
            if (now.equals(before)) {
                return now;
            }
            before = now;
        }
    }

    private void read() {
        try {
            changed.run();
        } catch (RuntimeException failed) {
            LOG.error("The folder of rules changed, but could not be taken up; the book in force stays.", failed);
        }
    }

    private static void await(@Nullable WatchService service, Duration time) throws InterruptedException {
        if (service == null) {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
            return;
        }
        var key = service.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
    }

    private static void drain(@Nullable WatchService service) {
        if (service == null) {
            return;
        }
        for (var key = service.poll(); key != null; key = service.poll()) {
            key.pollEvents();
            key.reset();
        }
    }

    private @Nullable WatchService service() {
        try {
            return folder.path().getFileSystem().newWatchService();
        } catch (IOException | UnsupportedOperationException untold) {
            LOG.warn(
                    "The system does not tell of changed files; the folder of rules is looked at every {}.",
                    poll,
                    untold);
            return null;
        }
    }

    private @Nullable WatchKey registered(WatchService service) {
        try {
            return folder.path()
                    .register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException gone) {
            LOG.debug("The folder of rules cannot be watched now.", gone);
            return null;
        }
    }
}
