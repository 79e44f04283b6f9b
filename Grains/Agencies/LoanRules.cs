using System.Collections.Immutable;
using Muster.Identity;

namespace Muster.Agencies;

/// <summary>Who helps in a queue that is not theirs: lent by a supervisor, or by the settings when people wait too long. Touches nothing else.</summary>
public static class LoanRules
{
    /// <summary>Queues one agent may be lent to at once.</summary>
    public const int MostLoans = 10;

    /// <summary>Two ends that lie no further apart are the same loan, asked for again.</summary>
    private static readonly TimeSpan Same = TimeSpan.FromMinutes(1);

    /// <summary>The account as it is from now on. Both queues are the supervisor's: nobody sees a business area because somebody outside it lets them.</summary>
    public static Outcome<StaffMember> Lend(this StaffDirectory directory, AgencySettings settings, Caller caller, LendAgent command, DateTimeOffset now)
    {
        if (caller.Role != Role.Supervisor
            || directory.Named(command.UserName) is not { IsInUse: true, Member: { Role: Role.Agent } member }
            || !member.Queues.Any(caller.Areas.Contains))
        {
            return Refusal.NotFound;
        }

        if (settings.Queue(command.Queue) is null || !caller.Areas.Contains(command.Queue))
            return Refusal.UnknownQueue;
        if (command.Minutes is < 0 or > LendAgent.MostMinutes || member.Queues.Contains(command.Queue))
            return Refusal.InvalidRequest;

        var standing = member.LoansAt(now).FirstOrDefault(loan => loan.Queue == command.Queue);
        var until = now.AddMinutes(command.Minutes);
        if (command.Minutes == 0 ? standing is null : standing is not null && (until - standing.Until).Duration() < Same)
            return member; // so it is already

        ImmutableArray<AgentLoan> others = [.. member.LoansAt(now).Where(loan => loan.Queue != command.Queue)];
        return command.Minutes == 0 ? member with { Loans = others }
            : others.Length >= MostLoans ? Refusal.InvalidRequest
            : member with { Loans = others.Add(new AgentLoan(command.Queue, until)) };
    }

    /// <summary>Whether they serve the queue, or help in it now; of a member as the agency tells of them.</summary>
    public static bool WorksIn(this StaffMember member, string queue) => member.Queues.Contains(queue) || member.HelpsIn.OrNone().Contains(queue);

    /// <summary>Those that have not ended.</summary>
    public static IEnumerable<AgentLoan> LoansAt(this StaffMember member, DateTimeOffset now) => member.Loans.Where(loan => now < loan.Until);

    /// <summary>Everybody who helps in a queue, each once and as early as they may.</summary>
    public static ImmutableArray<Helper> HelpersOf(this StaffDirectory directory, QueueSettings queue, DateTimeOffset now) =>
    [
        .. from member in directory.Members
           where member.Role == Role.Agent && !member.Queues.Contains(queue.Id)
           let after = member.LoansAt(now).Any(loan => loan.Queue == queue.Id)
               ? 0
               : queue.Overflow.Where(other => member.Queues.Contains(other.Queue)).Min(other => (int?)other.AfterSeconds)
           where after is not null
           select new Helper(member.StaffId, after.Value),
    ];

    /// <summary>The member, with the queues they help in now.</summary>
    public static StaffMember Helping(this StaffMember member, AgencySettings settings, DateTimeOffset now) => member.Role != Role.Agent ? member : member with
    {
        HelpsIn =
        [
            .. settings.Queues
                .Where(queue => !member.Queues.Contains(queue.Id)
                    && (queue.Overflow.Any(other => member.Queues.Contains(other.Queue)) || member.LoansAt(now).Any(loan => loan.Queue == queue.Id)))
                .Select(queue => queue.Id),
        ],
    };
}
