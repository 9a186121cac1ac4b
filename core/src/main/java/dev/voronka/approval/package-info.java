/**
 * Approvals: who must approve something, and who has. A language package: values that processes may speak of. Uses the
 * vocabulary only. Start at {@link dev.voronka.approval.ApprovalSheet}.
 */
@NullMarked
package dev.voronka.approval;

import org.jspecify.annotations.NullMarked;
