package dev.voronka.rules;

import dev.voronka.rules.gate.Gate.Bounds;
import dev.voronka.rules.source.Sources;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a book. People edit its files one by one; a program replaces all at once: what is to come is written into a
 * folder beside them, and one renaming to {@code .publishing} makes it the book, for every reader. Then it is copied to
 * where people look for it, which whoever comes next does if that is cut short.
 */
final class BookFolder {

    private static final Logger LOG = LoggerFactory.getLogger(BookFolder.class);

    private static final String PUBLISHING = ".publishing";

    /** So often a folder may change while it is read; then the next look will find it quiet. */
    private static final int ATTEMPTS = 20;

    private final Path folder;
    private final Bounds bounds;
    private final Disk disk;

    BookFolder(Path folder, Bounds bounds, Disk disk) {
        this.folder = folder;
        this.bounds = bounds;
        this.disk = disk;
    }

    Path path() {
        return folder;
    }

    /**
     * The files as they were at one moment.
     *
     * @throws BookRefused if they cannot be those of a book
     */
    SortedMap<String, String> read() {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var before = look();
            try {
                var files = BookFiles.read(source(), bounds);
                if (before.equals(look())) {
                    return files;
                }
            } catch (BookRefused unreadable) {
                if (before.equals(look())) {
                    throw unreadable;
                }
            }
        }
        throw new BookRefused(List.of(BookFiles.of(
                String.valueOf(folder.getFileName()),
                "still-changing",
                "The files changed again and again while they were read. They are read anew once they are quiet.",
                "Файлы всё время менялись, пока их читали. Они будут прочитаны, когда их перестанут менять.")));
    }

    /** What tells one state of the folder from another, without reading it. */
    List<String> look() {
        var seen = new TreeSet<String>();
        var from = source();
        seen.add(from.equals(folder) ? "" : PUBLISHING);
        try (var entries = Files.newDirectoryStream(from)) {
            for (var entry : entries) {
                var name = String.valueOf(entry.getFileName());
                if (!name.startsWith(".")) {
                    seen.add(name + " " + Files.size(entry) + " " + Files.getLastModifiedTime(entry));
                }
            }
        } catch (IOException gone) {
            seen.add("unreadable " + gone.getClass().getName());
        }
        return new ArrayList<>(seen);
    }

    private Path source() {
        var publishing = folder.resolve(PUBLISHING);
        return Files.isDirectory(publishing) ? publishing : folder;
    }

    /** Runs with no other writer, in this program or another, at work in the folder. */
    <T> T alone(Callable<T> work) throws IOException {
        synchronized (BookFolder.class) {
            Files.createDirectories(folder);
            try (var channel = FileChannel.open(
                            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                LOG.trace("Rule folder locked: {}", lock.isValid());
                return work.call();
            } catch (IOException | RuntimeException thrown) {
                throw thrown;
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** Replaces all files at once. To be called {@link #alone}. */
    void write(SortedMap<String, String> files) throws IOException {
        finish();
        var coming = folder.resolve(".coming-" + UUID.randomUUID());
        try {
            Files.createDirectory(coming);
            for (var file : files.entrySet()) {
                disk.write(coming.resolve(file.getKey()), file.getValue());
            }
            settle(coming);
            Files.move(coming, folder.resolve(PUBLISHING), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            clear(coming);
            throw failed;
        }
        settle(folder);
        try {
            finish();
        } catch (IOException later) {
            LOG.warn("A published rule book is in force, but lies in {} still; it is copied later.", PUBLISHING, later);
        }
    }

    /** Copies a published book to where people look for it, if that was cut short. To be called {@link #alone}. */
    void finish() throws IOException {
        var publishing = folder.resolve(PUBLISHING);
        if (!Files.isDirectory(publishing)) {
            return;
        }
        var names = new TreeSet<String>();
        try (var entries = Files.newDirectoryStream(publishing)) {
            for (var entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
            }
        }
        for (var name : names) {
            var whole = folder.resolve(".copy-" + name);
            Files.deleteIfExists(whole);
            try {
                disk.write(whole, Files.readString(publishing.resolve(name)));
                Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException failed) {
                Files.deleteIfExists(whole);
                throw failed;
            }
        }
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                var name = String.valueOf(entry.getFileName());
                if (Sources.isOfABook(name) && !name.startsWith(".") && !names.contains(name)) {
                    Files.delete(entry);
                }
            }
        }
        settle(folder);
        var done = folder.resolve(".published-" + UUID.randomUUID());
        Files.move(publishing, done, StandardCopyOption.ATOMIC_MOVE);
        clear(done);
    }

    /** Makes renamings outlive a failing power, where the system can do that for folders. */
    private static void settle(Path directory) {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException unable) {
            LOG.trace("Folders cannot be forced to the disk here.", unable);
        }
    }

    private static void clear(Path directory) {
        try (var entries = Files.newDirectoryStream(directory)) {
            for (var entry : entries) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException left) {
            LOG.warn("Files of a rule book that is not used are left behind.", left);
            return;
        }
        try {
            Files.deleteIfExists(directory);
        } catch (IOException left) {
            LOG.warn("A folder of a rule book that is not used is left behind.", left);
        }
    }
}
