package dev.voronka.bitrix.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** A file a portal, replaced in one step. */
final class FileTokenStore implements TokenStore {

    /** What may be a file's name everywhere, and never leads out of the folder. */
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    private final Path folder;

    FileTokenStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized Optional<Tokens> load(String memberId) {
        var file = file(memberId);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            var tree = Json.MAPPER.readTree(Files.readAllBytes(file));
            return Optional.of(new Tokens(
                    tree.path("member_id").asString(""),
                    tree.path("access_token").asString(""),
                    tree.path("refresh_token").asString(""),
                    URI.create(tree.path("client_endpoint").asString(""))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "The tokens of portal " + memberId + " cannot be read from " + folder + ".", unreadable);
        } catch (JacksonException | IllegalArgumentException damaged) {
            // The cause may quote a token, so it is not kept.
            throw new IllegalStateException("The file of tokens " + file
                    + " is damaged. Delete it and let the app in again" + " on the portal.");
        }
    }

    @Override
    public synchronized void save(Tokens tokens) {
        var file = file(tokens.memberId());
        var text = Json.MAPPER.writeValueAsBytes(Map.of(
                "member_id", tokens.memberId(),
                "access_token", tokens.accessToken(),
                "refresh_token", tokens.refreshToken(),
                "client_endpoint", tokens.endpoint().toString()));
        try {
            Files.createDirectories(folder);
            var draft = Files.createTempFile(folder, "tokens", ".new", ownerOnly());
            try {
                try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                    var left = ByteBuffer.wrap(text);
                    while (left.hasRemaining()) {
                        channel.write(left);
                    }
                    channel.force(true);
                }
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(
                    "The tokens of portal " + tokens.memberId() + " cannot be saved in " + folder + ".", unwritable);
        }
    }

    private Path file(String memberId) {
        if (!MEMBER.matcher(memberId).matches()) {
            throw new IllegalArgumentException(
                    "A member id of " + memberId.length()
                            + " characters cannot name a file: it has up to 100 Latin letters, digits, - and _, as portals give it.");
        }
        return folder.resolve(memberId + ".json");
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public String toString() {
        return "Tokens in " + folder;
    }
}
