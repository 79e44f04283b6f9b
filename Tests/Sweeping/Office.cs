using Muster.Agencies;
using Muster.Agents;
using Muster.Queues;
using Muster.Tests.Support;

namespace Muster.Tests.Sweeping;

/// <summary>What happens in a <see cref="House"/> whose agents are given people strictly in order.</summary>
internal static class Office
{
    private static readonly SkillLevel Permits = new("permits", 3);

    /// <summary>Somebody comes, goes, is handed over or comes back; or an agent does something.</summary>
    public static void Happens(House house, Tape tape, int number)
    {
        var queue = tape.Of(Some.Queue, Some.OtherQueue);
        var member = house.Members.ElementAt(tape.Next(house.Members.Count()));
        switch (tape.Next(9))
        {
            case 0 or 1 or 2:
                Starts(house, tape, number, queue);
                break;
            case 3 when AnyOf(house, tape, queue, isHeld: true) is { } held:
                house.LetsGo(HolderOf(house, held), held.Conversation);
                house.Leaves(held.Conversation, queue);
                break;
            case 4 when AnyOf(house, tape, queue, isHeld: true) is { } held:
                house.LetsGo(HolderOf(house, held), held.Conversation);
                house.Leaves(held.Conversation, queue);
                house.Registers(held with { IsHeld = false, Seq = held.Seq + 2 }, queue == Some.Queue ? Some.OtherQueue : Some.Queue);
                break;
            case 5 when AnyOf(house, tape, queue, isHeld: true) is { } held:
                GoesBack(house, held, queue);
                break;
            case 6 when AnyOf(house, tape, queue, isHeld: false) is { } waiting:
                house.Leaves(waiting.Conversation, queue);
                break;
            case 7:
                house.ChangeMember(member.StaffId, one => one with { Capacity = 1 + tape.Next(3) });
                break;
            default:
                Is(house, member.StaffId, tape.Of(Presence.Available, Presence.Busy, Presence.Away, Presence.Offline));
                break;
        }

        foreach (var id in (string[])[Some.Queue, Some.OtherQueue])
        {
            foreach (var due in house.Line(id).Where(entry => entry.NotBefore <= house.At).ToList())
                house.ChangeEntry(due.Conversation, entry => entry with { NotBefore = null }, id);
        }
    }

    /// <summary>Whoever is free is given the first they can take.</summary>
    /// <param name="house">Theirs.</param>
    /// <param name="forgets">A conversation that is never given; null for none.</param>
    public static void Serves(House house, string? forgets = null)
    {
        foreach (var queue in house.Settings.Queues)
        {
            foreach (var entry in house.Line(queue.Id).Where(entry => entry is { IsHeld: false, NotBefore: null } && entry.Conversation != forgets).OrderBy(entry => entry.Ticket).ToList())
            {
                if (house.Members.FirstOrDefault(member => CouldTake(house, member, queue.Id, entry)) is { } agent)
                    house.Gives(entry.Conversation, agent.StaffId, queue.Id);
            }
        }
    }

    private static bool CouldTake(House house, StaffMember member, string queue, LineEntry entry) =>
        house.AgentOf(member.StaffId) is var agent
        && agent.Presence == Presence.Available
        && agent.Slots.Length < member.Capacity
        && member.Queues.Contains(queue)
        && (entry.Triage?.Skills ?? []).All(skill => member.Skills.Contains(skill));

    private static void Starts(House house, Tape tape, int number, string queue)
    {
        var triage = tape.Next(5) switch
        {
            1 => new Triage(null, TimeSpan.Zero, [Permits], null),
            2 => new Triage("urgent", TimeSpan.FromMinutes(1), [], null),
            3 => new Triage(null, TimeSpan.Zero, [], "vi"),
            _ => null,
        };
        house.Registers(
            new LineEntry($"demo/{number}", (house.At - (triage?.HeadStart ?? TimeSpan.Zero)).UtcTicks + number, triage is null ? 3 : 4, IsHeld: false)
            {
                Triage = triage,
                NotBefore = tape.Chance(6) ? house.At.AddSeconds(30) : null,
            },
            queue);
    }

    private static void Is(House house, string staffId, Presence presence)
    {
        house.ChangeAgent(staffId, agent => agent with { Presence = presence, IdleSince = house.At });
        if (presence != Presence.Offline)
            return;

        foreach (var id in (string[])[Some.Queue, Some.OtherQueue])
        {
            foreach (var held in house.Line(id).Where(entry => entry.IsHeld && HolderOf(house, entry) == staffId).ToList())
                GoesBack(house, held, id);
        }
    }

    private static void GoesBack(House house, LineEntry held, string queue)
    {
        house.LetsGo(HolderOf(house, held), held.Conversation);
        house.ChangeEntry(held.Conversation, entry => entry with { IsHeld = false, Seq = entry.Seq + 2 }, queue);
    }

    private static string HolderOf(House house, LineEntry held) =>
        house.Members.Single(member => house.AgentOf(member.StaffId).Slot(held.Conversation) is not null).StaffId;

    private static LineEntry? AnyOf(House house, Tape tape, string queue, bool isHeld)
    {
        var some = house.Line(queue).Where(entry => entry.IsHeld == isHeld).ToList();
        return some.Count == 0 ? null : some[tape.Next(some.Count)];
    }
}
