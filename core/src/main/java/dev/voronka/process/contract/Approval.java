package dev.voronka.process.contract;

import dev.voronka.Role;
import dev.voronka.approval.Answer;
import java.time.Instant;

/**
 * What an approver has said, kept also when a new version makes it void.
 *
 * @param role in which role
 * @param user who, by id
 * @param version on which version
 * @param verdict yes or no
 * @param comment in plain words; empty if there is none
 * @param at when
 */
public record Approval(Role role, String user, int version, Answer verdict, String comment, Instant at) {}
