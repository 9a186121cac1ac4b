package dev.voronka.crm;

import dev.voronka.SalesProcess;
import java.util.List;
import java.util.Optional;

/**
 * The port behind which a CRM stands. Implementations are thread-safe; of the nodes that share a store only one calls them
 * at a time. All that goes wrong with the CRM as a whole comes out as {@link CrmFailed}, which says whether repeating it
 * can help; its messages tell neither of persons nor of secrets.
 */
public interface Crm {

    /** The code under which records of this CRM are known, {@code [a-z][a-z0-9-]{1,39}}; another portal is another one. */
    String system();

    /** What this CRM can do. */
    CrmCapabilities capabilities();

    /**
     * The fields of the CRM that stand for something of this process's cards, beside stage, owner, title and amount. Asked
     * each time: one that is deleted there is left out, and cards keep what was in it.
     */
    List<CrmField> fields(SalesProcess<?, ?> process);

    /**
     * Does what is to be done there, in this order. A failure of one is told in its place and does not hinder the others.
     * Each errand bears repetition: a crash between the errand and our note of it repeats it, with the same key or
     * operation.
     *
     * @return what became of each, in the same order
     * @throws CrmFailed if nothing could be done at all
     */
    List<Carried> carryOut(List<Errand> errands);

    /**
     * How many cards it should be given at once at least, if so many wait: where requests are scarce, many cards share them.
     * So many must be carried out well within the turn of a node, see {@link CrmSettings#turn()}. 1 unless told.
     */
    default int atOnce() {
        return 1;
    }

    /**
     * Reads records as they are now.
     *
     * @param records ids as in {@link CrmRecord#id()}
     * @return for each what is there, in the same order
     * @throws CrmFailed if they cannot be read
     */
    List<Found> read(List<String> records);

    /**
     * Reads what may have changed. A change may be given twice, but none is left out that {@link #read} could see: a
     * record that was removed need not be told. Where {@link CrmCapabilities#changeFeed()} is false, it is never asked.
     *
     * @param since what the last reading gave as its {@link Changes#place()}; empty for the first, which gives everything
     *     or begins now
     * @param limit about how many records are wanted
     * @throws CrmFailed if they cannot be read
     */
    Changes changes(String since, int limit);

    /** What people call an employee there; empty if it is not known. Quick: asked for each comment. */
    default Optional<String> nameOf(String employee) {
        return Optional.empty();
    }
}
