package dev.voronka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.util.diff.Delta;
import org.assertj.core.util.diff.DiffUtils;

/**
 * Files that are generated from the code, committed, and compared by tests. They are renewed by {@code
 * -Dvoronka.renew=true}; the change is then seen in the commit.
 */
public final class Committed {

    private static final boolean RENEW = Boolean.getBoolean("voronka.renew");

    private Committed() {}

    /** A path below the repository's root. */
    public static Path inRepository(String path) {
        return core().resolveSibling(path);
    }

    /** A path below the module core. */
    public static Path inCore(String path) {
        return core().resolve(path);
    }

    private static Path core() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .map(dir -> dir.endsWith("core") ? dir : dir.resolve("core"))
                .filter(dir -> Files.isDirectory(dir.resolve("src/main/java/dev/voronka")))
                .findFirst()
                .orElseThrow();
    }

    /** Fails with a diff if the committed file says something else; rewrites it instead if that was asked for. */
    public static void check(Path file, String now) {
        try {
            var committed = Files.exists(file) ? Files.readString(file) : "";
            if (now.equals(committed)) {
                return;
            }
            if (RENEW) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, now);
                return;
            }
            throw new AssertionError(core().getParent().relativize(file) + " (-) is not what the code says now (+):\n"
                    + diff(committed, now)
                    + "If the change is meant, renew it and look at it:\n"
                    + "  ./mvnw -pl core test -Dvoronka.renew=true && git diff\n");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String diff(String committed, String now) {
        var before = List.of(committed.split("\n", -1));
        var after = List.of(now.split("\n", -1));
        var told = new StringBuilder();
        for (var delta :
                DiffUtils.diff(new ArrayList<>(before), new ArrayList<>(after)).getDeltas()) {
            told.append(told(delta));
        }
        return told.toString();
    }

    private static String told(Delta<String> delta) {
        var told = new StringBuilder("  line " + (delta.getOriginal().getPosition() + 1) + "\n");
        delta.getOriginal()
                .getLines()
                .forEach(l -> told.append("  - ").append(l).append('\n'));
        delta.getRevised().getLines().forEach(l -> told.append("  + ").append(l).append('\n'));
        return told.toString();
    }
}
