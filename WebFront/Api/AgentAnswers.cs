using Muster.Agents;

namespace Muster.WebFront.Api;

/// <summary>An agent's view as the contract spells it.</summary>
internal static class AgentAnswers
{
    public static AgentAnswer Of(AgentView view) => new(
        view.Alias, Spelling.Of(view.Presence), view.Capacity, view.MostCapacity, view.Slots.Length, view.LeaseUntil, view.LostAt, view.Why);

    /// <summary>Exactly what counts against capacity.</summary>
    public static HeldListAnswer Held(AgentView view) => new([.. view.Slots.Select(slot =>
        new HeldAnswer(Spelling.Id(slot.Conversation), Spelling.Id(slot.Queue), Spelling.Of(slot.State), slot.Since, slot.OfferedUntil, slot.IsConsult, slot.ConsultOf is { } advised ? Spelling.Id(advised) : null))]);
}
