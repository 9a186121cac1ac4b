package dev.voronka.rules;

import dev.voronka.rules.gate.Gate.Bounds;
import dev.voronka.rules.gate.Kind;
import dev.voronka.rules.gate.Problem;
import dev.voronka.rules.source.Sources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a book: read from a folder, bounded, decoded, named by what is in them. */
final class BookFiles {

    /** A character takes so many bytes at most. */
    private static final int MOST_BYTES_A_CHARACTER = 4;

    /** How much of the hash is told. Source: design.md, 6. */
    private static final int VERSION_LETTERS = 12;

    private BookFiles() {}

    /**
     * The files of a book in a folder; others in it, and folders in it, are left alone.
     *
     * @throws BookRefused if they cannot be those of a book
     */
    static SortedMap<String, String> read(Path folder, Bounds bounds) {
        var problems = new ArrayList<Problem>();
        var texts = new TreeMap<String, String>();
        for (var file : listed(folder, bounds, problems)) {
            var name = name(file);
            if (!Files.isRegularFile(file)) {
                problems.add(of(
                        name,
                        "no-file",
                        "This is no ordinary file. Take it away, or put a file in its place.",
                        "Это не обычный файл. Уберите его или положите вместо него файл."));
                continue;
            }
            try {
                if (Files.size(file) > (long) bounds.characters() * MOST_BYTES_A_CHARACTER) {
                    problems.add(
                            tooLarge(name, Files.size(file) / 1024 + " KB", Files.size(file) / 1024 + " КБ", bounds));
                } else {
                    texts.put(name, decoded(name, Files.readAllBytes(file), problems));
                }
            } catch (IOException unreadable) {
                problems.add(unreadable(name, unreadable));
            }
        }
        if (problems.isEmpty()) {
            check(name(folder), texts, bounds, problems);
        }
        refuse(problems);
        return texts;
    }

    /**
     * Files that were handed over by name.
     *
     * @throws BookRefused if they cannot be those of a book
     */
    static SortedMap<String, String> given(SortedMap<String, String> texts, Bounds bounds) {
        var problems = new ArrayList<Problem>();
        var read = new TreeMap<String, String>();
        texts.forEach((name, text) -> {
            if (!isPlain(name)) {
                problems.add(of(
                        name,
                        "bad-name",
                        "This is no name of a file of a book: name it something.drl, .dsl, .dslr or .csv, without folders.",
                        "Так файл правил назвать нельзя: нужно что-то.drl, .dsl, .dslr или .csv, без папок."));
            }
            read.put(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
        });
        if (problems.isEmpty()) {
            check("", read, bounds, problems);
        }
        refuse(problems);
        return read;
    }

    static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new BookRefused(problems);
        }
    }

    /** The first letters of the hash of names and texts. */
    static String version(SortedMap<String, String> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, text) -> {
                feed(digest, name);
                feed(digest, text);
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_LETTERS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256.", impossible);
        }
    }

    private static void feed(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static boolean isPlain(String name) {
        return Sources.isOfABook(name) && !name.startsWith(".") && !name.contains("/") && !name.contains("\\");
    }

    private static List<Path> listed(Path folder, Bounds bounds, List<Problem> problems) {
        var found = new ArrayList<Path>();
        var most = bounds.files() * Kind.values().length;
        if (!Files.isDirectory(folder)) {
            problems.add(of(
                    name(folder),
                    "no-folder",
                    "There is no such folder of rules. Create it and put files .drl, .dslr or .csv into it.",
                    "Такой папки с правилами нет. Создайте её и положите в неё файлы .drl, .dslr или .csv."));
            return found;
        }
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                var name = name(entry);
                if (name.startsWith(".") || Files.isDirectory(entry)) {
                    continue;
                }
                if (Sources.isOfABook(name)) {
                    found.add(entry);
                } else {
                    misnamed(name, problems);
                }
                if (found.size() > most) {
                    problems.add(of(
                            name(folder),
                            "too-many-files",
                            "There are more than " + most + " files of rules. Put some of them together.",
                            "Файлов правил больше " + most + ". Объедините часть из них."));
                    return List.of();
                }
            }
        } catch (IOException unreadable) {
            problems.add(unreadable(name(folder), unreadable));
        }
        return found;
    }

    /** Names under which people hide rules by mistake; a rule that is silently left out would be worse. */
    private static void misnamed(String name, List<Problem> problems) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.matches(".*\\.(drl|dsl|dslr|csv)(\\.txt)?")) {
            problems.add(of(
                    name,
                    "bad-name",
                    "This looks like a file of rules with a wrong name. Rename it, without .txt and in small letters.",
                    "Похоже на файл правил с неверным именем. Переименуйте: без .txt и строчными буквами."));
        } else if (lower.matches(".*\\.xlsx?")) {
            problems.add(
                    of(
                            name,
                            "excel-file",
                            "Workbooks of Excel are not read. Save the sheet as \"CSV UTF-8\" and take the workbook away.",
                            "Книги Excel не читаются. Сохраните лист как «CSV UTF-8 (разделители — запятые)», а книгу уберите."));
        }
    }

    private static void check(String folder, SortedMap<String, String> texts, Bounds bounds, List<Problem> problems) {
        texts.forEach((name, text) -> {
            if (text.length() > bounds.characters()) {
                problems.add(tooLarge(name, text.length() + " characters", text.length() + " знаков", bounds));
            }
        });
        var most = bounds.files() * Kind.values().length;
        if (texts.size() > most) {
            problems.add(of(
                    folder,
                    "too-many-files",
                    "There are more than " + most + " files of rules. Put some of them together.",
                    "Файлов правил больше " + most + ". Объедините часть из них."));
        }
        if (texts.keySet().stream().allMatch(n -> n.endsWith(".dsl") || n.endsWith(Sources.EXAMPLES))) {
            problems.add(of(
                    folder.isEmpty() ? "—" : folder,
                    "no-rules",
                    "There is no file of rules. A book needs at least one file .drl, .dslr or .csv.",
                    "Нет ни одного файла правил. В книге должен быть хотя бы один файл .drl, .dslr или .csv."));
        }
    }

    private static String decoded(String name, byte[] bytes, List<Problem> problems) {
        var content = ByteBuffer.wrap(bytes);
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            var text = decoder.decode(content).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            if (isUtf16(bytes)) {
                problems.add(of(
                        name,
                        "not-utf-8",
                        "The file is in UTF-16. Save it as UTF-8: in Notepad by Save as, Encoding UTF-8.",
                        "Файл сохранён в UTF-16 («Юникод»). Сохраните его в UTF-8: в Блокноте «Сохранить как», «Кодировка:"
                                + " UTF-8»."));
                return "";
            }
            problems.add(new Problem(
                    name,
                    lineOf(bytes, content.position()),
                    0,
                    "",
                    "not-utf-8",
                    "The file is not in UTF-8; it looks like Windows-1251. Save it as UTF-8: in Notepad by Save as, Encoding"
                            + " UTF-8; in Excel as CSV UTF-8.",
                    "Файл сохранён не в UTF-8, похоже на Windows-1251. Сохраните его в UTF-8: в Блокноте «Сохранить как»,"
                            + " «Кодировка: UTF-8»; в Excel — «CSV UTF-8 (разделители — запятые)»."));
            return "";
        }
    }

    private static boolean isUtf16(byte[] bytes) {
        return bytes.length > 1
                && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
                        || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
    }

    private static int lineOf(byte[] bytes, int position) {
        var line = 1;
        for (var i = 0; i < Math.min(position, bytes.length); i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private static String name(Path path) {
        var name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    private static Problem tooLarge(String name, String size, String sizeRu, Bounds bounds) {
        return of(
                name,
                "too-large",
                "The file is too large: " + size + ", and " + bounds.characters()
                        + " characters are allowed. Divide it.",
                "Файл слишком велик: " + sizeRu + " при пределе " + bounds.characters() + " знаков. Разделите его.");
    }

    private static Problem unreadable(String name, IOException why) {
        return of(
                name,
                "unreadable",
                "Cannot be read (" + why.getClass().getSimpleName() + "). Is it being written, or are rights missing?",
                "Не читается (" + why.getClass().getSimpleName() + "). Может быть, файл сейчас пишут или нет прав?");
    }

    static Problem of(String file, String code, String text, String textRu) {
        return new Problem(file, 0, 0, "", code, text, textRu);
    }
}
