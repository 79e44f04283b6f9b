using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Agents;
using Muster.Queues;

namespace Muster.Sweeping;

/// <summary>An agency as it is stored at about one moment.</summary>
/// <param name="At">When it was read, UTC.</param>
/// <param name="Settings">How it is set up.</param>
/// <param name="Members">Its agents.</param>
/// <param name="Lines">The register of each queue, by its id.</param>
/// <param name="Agents">What each agent holds, by staff id.</param>
public sealed record HouseSeen(
    DateTimeOffset At,
    AgencySettings Settings,
    ImmutableArray<StaffMember> Members,
    ImmutableSortedDictionary<string, ImmutableArray<LineEntry>> Lines,
    ImmutableSortedDictionary<string, Agent> Agents);
