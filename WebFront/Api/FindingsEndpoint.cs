using Muster.Identity;
using Muster.Sweeping;
using Muster.WebFront.Security;

namespace Muster.WebFront.Api;

/// <summary>Promises to those who wait that do not hold, as the sweeper sees them: a defect of ours, or of what it runs on.</summary>
internal sealed class FindingsEndpoint(Gate gate, IGrainFactory grains)
{
    public void Map(ApiRoutes routes) => routes.Get(
        "agencies/me/findings",
        gate.Staff(Look, Role.Supervisor, Role.Viewer),
        "Promises to those who wait that do not hold in one's queues. Empty where all is well.",
        operation => operation.ForStaff(isRestricted: true).Answers<FindingsAnswer>());

    private async Task Look(HttpContext http, StaffMemberOf staff)
    {
        var outcome = await grains.GetGrain<ISweeperGrain>(staff.Agency).Look(staff.Caller);
        await (outcome.IsDone
            ? Answer.Write(
                http,
                new FindingsAnswer(
                    outcome.Value.At,
                    [.. outcome.Value.Findings.Select(finding => new FindingAnswer(
                        Spelling.Of(finding.Kind), finding.Queue, finding.Conversation is { } key ? GrainKey.IdOf(key) : null, finding.Since))]),
                ApiJson.Default.FindingsAnswer)
            : http.Refuse(outcome.Refusal.Value));
    }
}

/// <param name="At">When it looked last; null before the first time.</param>
internal sealed record FindingsAnswer(DateTimeOffset? At, IReadOnlyList<FindingAnswer> Findings);

/// <param name="Kind"><c>in-two-places</c>, <c>nowhere</c>, <c>over-capacity</c>, <c>idle-agent</c> or <c>passed</c>.</param>
/// <param name="Conversation">Its id; null where it is about an agent alone.</param>
/// <param name="Since">Since when it has been seen.</param>
internal sealed record FindingAnswer(string Kind, string Queue, string? Conversation, DateTimeOffset Since);
