using Muster.Agencies;
using Muster.Agents;
using Muster.Identity;

namespace Muster.WebFront.Api;

/// <summary>What supervisors do about the agents of their queues, who are called by their user names.</summary>
internal static class AgentsOf
{
    /// <summary>The agents of the agency whom the caller shares a queue with.</summary>
    public static async Task<Outcome<StaffList>> List(IGrainFactory grains, Caller caller)
    {
        var outcome = await grains.GetGrain<IAgencyGrain>(caller.Agency).Colleagues(caller);
        return outcome.IsDone ? outcome.Value with { Members = [.. outcome.Value.Members.Where(member => member.Role == Role.Agent && member.Queues.Any(caller.Areas.Contains))] } : outcome;
    }

    /// <summary>Lends one of them to a queue of the caller's, or takes them back.</summary>
    public static async Task<Outcome<StaffMember>> Lend(IGrainFactory grains, Caller caller, LendAgent command)
    {
        var list = await List(grains, caller);
        return !list.IsDone ? list.Refusal.Value
            : list.Value.Members.All(member => member.UserName != command.UserName) ? Refusal.NotFound
            : await Again.IfUnknown(() => grains.GetGrain<IAgencyGrain>(caller.Agency).Lend(caller, command));
    }

    public static async Task<Outcome<AgentView>> SetPresence(IGrainFactory grains, Caller caller, string userName, Presence presence)
    {
        var list = await List(grains, caller);
        return !list.IsDone ? list.Refusal.Value
            : list.Value.Members.FirstOrDefault(member => member.UserName == userName) is not { } agent ? Refusal.NotFound
            : await Again.IfUnknown(() => grains.GetGrain<IAgentGrain>(GrainKey.Of(caller.Agency, agent.StaffId)).SetPresenceFor(caller, presence));
    }
}
