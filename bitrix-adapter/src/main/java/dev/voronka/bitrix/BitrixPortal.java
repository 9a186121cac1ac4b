package dev.voronka.bitrix;

import dev.voronka.InvalidInput;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.provision.Provisioning;
import dev.voronka.department.Department;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A portal: who calls it, and by which name its numbers are kept in the lock file. Immutable and thread-safe.
 *
 * <pre>{@code
 * var portal = BitrixPortal.webhook(URI.create(System.getenv("BITRIX_WEBHOOK")));
 * System.out.println(portal.provision(Department.standard()).plan().text(Locale.forLanguageTag("ru")));
 * var crm = portal.crm(Department.standard());
 * }</pre>
 */
public final class BitrixPortal {

    /** The mapping file where no other is named; it may be missing. */
    public static final Path MAPPING = Path.of("bitrix-mapping.yml");

    private final BitrixClient client;
    private final String name;

    private BitrixPortal(BitrixClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /**
     * A portal that is called by an incoming webhook, with the client's defaults.
     *
     * @throws IllegalArgumentException if it is no address of a webhook; it is not quoted
     */
    public static BitrixPortal webhook(URI address) {
        var client = BitrixClient.webhook(address).build();
        var host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        return new BitrixPortal(client, address.getPort() < 0 ? host : host + ":" + address.getPort());
    }

    /**
     * A portal that is called by this client.
     *
     * @param name under which its numbers are kept: its {@code member_id}, or its host in small letters
     */
    public static BitrixPortal of(BitrixClient client, String name) {
        if (name.isBlank()) {
            throw new InvalidInput("A portal needs a name: its member_id, or its host.");
        }
        return new BitrixPortal(client, name);
    }

    /** Who calls it. */
    public BitrixClient client() {
        return client;
    }

    /** Under which name its numbers are kept. */
    public String name() {
        return name;
    }

    /**
     * Provisioning by {@link #MAPPING} if that file is there, else by the standard mapping.
     *
     * @throws dev.voronka.bitrix.mapping.MappingRefused if the file has mistakes
     */
    public Provisioning provision(Department department) {
        return provision(mapping(MAPPING, department), MAPPING);
    }

    /**
     * Provisioning by a mapping.
     *
     * @param file of the mapping, beside which the lock file is kept; it need not be there
     */
    public Provisioning provision(Mapping mapping, Path file) {
        return Provisioning.by(client, name, mapping, lockBeside(file));
    }

    /**
     * The portal as a CRM, by {@link #MAPPING} if that file is there, else by the standard mapping.
     *
     * @throws dev.voronka.bitrix.mapping.MappingRefused if the file has mistakes
     * @throws InvalidInput if the portal was not provisioned from here: the lock file does not know it
     * @throws dev.voronka.crm.CrmFailed if the portal cannot be asked
     */
    public BitrixCrm crm(Department department) {
        return crm(department, MAPPING);
    }

    /**
     * The portal as a CRM, by the mapping in a file; if it is not there, by the standard mapping.
     *
     * @throws dev.voronka.bitrix.mapping.MappingRefused if the file has mistakes
     * @throws InvalidInput if the portal was not provisioned from here: the lock file does not know it
     * @throws dev.voronka.crm.CrmFailed if the portal cannot be asked
     */
    public BitrixCrm crm(Department department, Path mapping) {
        var bound = provision(mapping(mapping, department), mapping).bound();
        if (bound.ids().categories().isEmpty() && bound.ids().types().isEmpty()) {
            throw new InvalidInput(
                    "The lock file " + lockBeside(mapping) + " does not know the portal " + name
                            + ". Run voronka-bitrix plan and apply first, or voronka-bitrix verify if that was done elsewhere.");
        }
        return BitrixCrm.on(client, bound);
    }

    private static Mapping mapping(Path file, Department department) {
        return Files.exists(file) ? Mapping.read(file, department) : Mapping.standard(department);
    }

    /** Where the numbers of portals are kept that a mapping file belongs to. */
    static Path lockBeside(Path mapping) {
        var file = String.valueOf(mapping.getFileName()).replaceFirst("\\.ya?ml$", "");
        return mapping.resolveSibling(file + ".lock.yml");
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "BitrixPortal[" + name + "]";
    }
}
