package dev.voronka.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.rules.gate.Gate.Bounds;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that one node writes and another one reads. */
class BookFolderTest {

    @TempDir
    Path path;

    @Test
    void who_reads_while_another_publishes_never_sees_a_mixture_of_two_books() throws Exception {
        var one = book("а", 12);
        var other = book("б", 9);
        var writer = new BookFolder(path, Bounds.STANDARD, Disk.REAL);
        var reader = new BookFolder(path, Bounds.STANDARD, Disk.REAL);
        write(writer, one);
        var isOver = new AtomicBoolean();
        var thread = Executors.newSingleThreadExecutor();
        var writing = thread.submit(() -> {
            for (var i = 0; i < 60; i++) {
                write(writer, i % 2 == 0 ? other : one);
            }
            isOver.set(true);
            return null;
        });

        var reads = 0;
        while (!isOver.get()) {
            var version = BookFiles.version(reader.read());
            assertThat(Set.of(BookFiles.version(one), BookFiles.version(other))).contains(version);
            reads++;
        }

        writing.get();
        thread.shutdown();
        assertThat(reads).isGreaterThan(20);
    }

    private static void write(BookFolder folder, SortedMap<String, String> files) throws Exception {
        folder.alone(() -> {
            folder.write(files);
            return null;
        });
    }

    private static SortedMap<String, String> book(String mark, int files) {
        var book = new TreeMap<String, String>();
        for (var i = 0; i < files; i++) {
            book.put("score" + i + ".drl", "package voronka.score\n// " + mark.repeat(2000) + "\n");
        }
        return book;
    }
}
