package dev.voronka.store;

import dev.voronka.InvalidInput;
import dev.voronka.decision.LoggedDecision;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Decisions in a file, to be read without a database: JSON lines in UTF-8, one decision a line, as {@link DecisionForm#json}
 * makes them. {@code voronka.decisions().writeTo(file, query)} writes such a file.
 */
public final class DecisionFile {

    /** No line is longer: facts have 200 candidates at most. What is, is another kind of file. */
    private static final int LONGEST = 16 * 1024 * 1024;

    private static final int BLOCK = 1 << 16;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private DecisionFile() {}

    /**
     * All decisions in the file, in its order. They are read as the stream goes on, one at a time; blank lines are passed
     * over. The stream is for one thread and should be closed. A line that is no decision ends it with {@link InvalidInput},
     * which names the file and the line.
     *
     * @throws InvalidInput if there is no such file
     * @throws UncheckedIOException if it cannot be read
     */
    public static Stream<LoggedDecision> read(Path file) {
        try {
            var lines = new Lines(file, new BufferedInputStream(Files.newInputStream(file), BLOCK));
            return StreamSupport.stream(lines, false).onClose(lines::close);
        } catch (NoSuchFileException missing) {
            throw new InvalidInput(
                    "There is no file " + file + ". Write it by voronka.decisions().writeTo(file, query).", missing);
        } catch (IOException broken) {
            throw new UncheckedIOException("Decisions in " + file + " cannot be read", broken);
        }
    }

    /** Goes from line to line. */
    private static final class Lines extends Spliterators.AbstractSpliterator<LoggedDecision> {

        private final DecisionForm form = new DecisionForm(new JacksonCodec());
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Path file;
        private final InputStream in;
        private long number;
        private boolean isLast;

        Lines(Path file, InputStream in) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.file = file;
            this.in = in;
        }

        @Override
        public boolean tryAdvance(Consumer<? super LoggedDecision> action) {
            while (!isLast) {
                var line = line();
                if (!line.isBlank()) {
                    action.accept(decision(line));
                    return true;
                }
            }
            close();
            return false;
        }

        private LoggedDecision decision(String line) {
            try {
                return form.read(form.line(line));
            } catch (InvalidInput broken) {
                throw wrong(String.valueOf(broken.getMessage()), broken);
            }
        }

        private String line() {
            bytes.reset();
            number++;
            try {
                int next;
                while ((next = in.read()) >= 0 && next != '\n') {
                    bytes.write(next);
                    if (bytes.size() > LONGEST) {
                        throw wrong("It is longer than " + LONGEST + " bytes.", null);
                    }
                }
                isLast = next < 0;
                var text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes.toByteArray()))
                        .toString();
                return number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            } catch (CharacterCodingException other) {
                throw wrong("It is not in UTF-8.", other);
            } catch (IOException broken) {
                throw new UncheckedIOException(
                        "Decisions in " + file + " cannot be read behind line " + number, broken);
            }
        }

        private InvalidInput wrong(String what, @Nullable Throwable cause) {
            return new InvalidInput(
                    file + ", line " + number + ": this is no decision of voronka. " + what
                            + " Write the file anew by voronka.decisions().writeTo(file, query), or take the line out.",
                    cause);
        }

        void close() {
            try {
                in.close();
            } catch (IOException broken) {
                throw new UncheckedIOException("Decisions in " + file + " cannot be closed", broken);
            }
        }
    }
}
