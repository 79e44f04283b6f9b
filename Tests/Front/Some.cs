using System.Collections.Immutable;
using Muster.Agents;
using Muster.Identity;

namespace Muster.Tests.Front;

/// <summary>What does not matter to a test.</summary>
internal static class Some
{
    public const string Agency = "riverbend";

    public const string Queue = "general";

    public const string Conversation = $"{Agency}/aaaaaaaaaaaaaaaaaaaaaaaaaa";

    public const string Other = $"{Agency}/bbbbbbbbbbbbbbbbbbbbbbbbbb";

    public const string StaffId = "5ab1";

    public const string Secret = "a-secret-that-nobody-can-guess";

    public static readonly DateTimeOffset Moment = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public static readonly Caller Citizen = Caller.Citizen(Agency, Conversation);

    public static readonly Caller Agent = Caller.Staff(Role.Agent, Agency, StaffId, [Some.Queue]);

    public static Caller Supervisor(params ImmutableArray<string> areas) => Caller.Staff(Role.Supervisor, Agency, "5ab2", areas);

    public static Slot Held(string conversation) => new(conversation, $"{Agency}/{Some.Queue}", SlotState.Held, Moment);

    public static Slot Offered(string conversation) =>
        new(conversation, $"{Agency}/{Some.Queue}", SlotState.Offered, Moment, Moment.AddSeconds(30));
}
