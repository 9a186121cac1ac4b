package dev.voronka.process.contract;

import dev.voronka.Personal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A signature under a contract.
 *
 * @param side whose
 * @param signatory who signed
 * @param authority the document that allows it: the charter, a power of attorney
 * @param authorityUntil the last day of that document; null if it has no end
 * @param signedOn the date of the signature
 * @param version which version was signed
 */
public record Signature(
        Side side,
        @Personal String signatory,
        String authority,
        @Nullable LocalDate authorityUntil,
        LocalDate signedOn,
        int version) {}
