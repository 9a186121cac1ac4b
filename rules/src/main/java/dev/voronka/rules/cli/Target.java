package dev.voronka.rules.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A file that the program is told to write: it never takes the place of something else than a page or table of before. */
final class Target {

    private Target() {}

    /**
     * Refuses a file that would be lost.
     *
     * @param endings that a file which is there already may have
     * @param others files that are read, or written as well
     * @throws WrongUse if it is one of those, or there is something else in its place
     */
    static void check(Path file, List<String> endings, List<Path> others) {
        for (var other : others) {
            if (isSame(file, other)) {
                throw new WrongUse("same-file", file);
            }
        }
        var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (Files.isRegularFile(file)
                && (name.endsWith(".examples.csv") || endings.stream().noneMatch(name::endsWith))) {
            throw new WrongUse("would-overwrite", file, String.join(", ", endings));
        }
    }

    /**
     * Refuses a file in a folder of rules, where it would be read as one of them.
     *
     * @throws WrongUse if it lies there
     */
    static void outside(Path file, Path folder) {
        var parent = file.toAbsolutePath().normalize().getParent();
        if (parent != null && isSame(parent, folder)) {
            throw new WrongUse("among-rules", file, folder);
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return one.toAbsolutePath()
                            .normalize()
                            .equals(other.toAbsolutePath().normalize())
                    || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other));
        } catch (IOException unknown) {
            return false;
        }
    }
}
