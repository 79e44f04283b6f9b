using Muster.Conversations;
using Muster.Identity;

namespace Muster.WebFront.Live;

/// <summary>
/// What a caller may be told of a conversation that was pushed to this front. What is read is decided by the grain; this repeats its
/// decision for what arrives without being asked for.
/// </summary>
internal static class Audience
{
    /// <summary>Whether the entry leaves a gap in the numbers this caller sees.</summary>
    public static bool IsHiddenFrom(this Entry entry, Caller caller) => entry.StaffOnly && !caller.IsStaff;

    /// <summary>Whether entries from a time when <paramref name="holderThen"/> held it may go to the caller; all of it to whoever advises its holder now.</summary>
    public static bool MaySee(this Caller caller, string? holderThen, string? holderNow, string? queueNow, string? expertNow = null) => caller.Role switch
    {
        Role.Citizen => true,
        Role.Agent => caller.StaffId == holderThen || caller.StaffId == holderNow || (expertNow is not null && caller.StaffId == expertNow),
        Role.Supervisor => caller.Watches(queueNow),
        _ => false,
    };

    public static bool MaySee(this Caller caller, Signal signal, string? holderNow, string? queueNow) => caller.Role switch
    {
        Role.Citizen => signal.From != Role.Citizen && signal.Kind is Signal.Typing or Signal.Read,
        Role.Agent or Role.Supervisor when caller.StaffId == holderNow => signal.From == Role.Citizen || signal.Kind == Signal.NoReply,
        Role.Supervisor => caller.Watches(queueNow),
        _ => false,
    };

    /// <summary>Whether a stream of the caller may go on: an agent's while they hold it or advise its holder, a supervisor's while it is in their areas.</summary>
    public static bool MayFollow(this Caller caller, string? holderNow, string? queueNow, string? expertNow = null) =>
        caller.MaySee(holderNow, holderNow, queueNow, expertNow);

    private static bool Watches(this Caller caller, string? queue) => queue is not null && caller.Areas.Contains(queue);
}
