using Microsoft.Extensions.Logging;
using Muster.Agencies;
using Muster.Identity;

namespace Muster.Agents;

/// <summary>What the agency knows of the agent, as it was last read.</summary>
internal sealed class Membership(IGrainFactory grains, string agency, string staffId, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    private DateTimeOffset _readAt;

    /// <summary>Null where the agency knows of no such member of staff.</summary>
    public StaffMember? Member { get; private set; }

    /// <summary>The most conversations the account may hold at once.</summary>
    public int Most => Member?.Capacity ?? 0;

    /// <summary>The queues they serve, those they are lent to included. None is a supervisor's: they take what they want, and are given nothing.</summary>
    public IEnumerable<string> Queues => Agent is { } member ? member.Queues.Concat(member.HelpsIn.Where(IsLent)) : [];

    /// <summary>The queues they help in where people wait too long.</summary>
    public IEnumerable<string> Helped => Agent is { } member ? member.HelpsIn.Where(queue => !IsLent(queue)) : [];

    /// <summary>Whether more than one queue may give them conversations.</summary>
    public bool ServesSeveral => Agent is { } member && member.Queues.Length + member.HelpsIn.Length > 1;

    private StaffMember? Agent => Member is { Role: Role.Agent } agent ? agent : null;

    private bool IsLent(string queue) => Member!.Loans.Any(loan => loan.Queue == queue && clock.GetUtcNow() < loan.Until);

    public string Alias => Member?.Alias ?? "";

    /// <summary>Reads it anew where it is no longer new; what is known stands while the agency does not answer.</summary>
    public async Task Read()
    {
        if (Member is not null && clock.GetUtcNow() - _readAt < Age)
            return;

        try
        {
            var member = await grains.GetGrain<IAgencyGrain>(agency).Member(staffId);
            (Member, _readAt) = (member.Value?.Whole(), clock.GetUtcNow());
        }
        catch (Exception exception) when (Member is not null && exception is not OutOfMemoryException)
        {
            log.LogWarning(exception, "{Agency} did not say what is new of {StaffId}; what is known stands.", agency, staffId);
        }
    }
}
