using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;

namespace Muster.Tests.Support;

/// <summary>An agent and their console.</summary>
internal sealed class AgentAtWork(IGrainFactory grains, string staffId) : IAgentWatcher
{
    private readonly Heard<AgentView> _views = new();

    public string StaffId { get; } = staffId;

    public Caller Caller { get; } = Some.Agent(staffId);

    public IAgentGrain Grain { get; } = grains.GetGrain<IAgentGrain>(GrainKey.Of(Some.Agency, staffId));

    public async Task<AgentView> Is(Presence presence, int? capacity = null)
    {
        await Watches();
        return (await Grain.SetPresence(Caller, new SetPresence(presence, capacity))).Value!;
    }

    /// <summary>For two minutes from now.</summary>
    public Task Watches() => Grain.Watch(Caller, grains.CreateObjectReference<IAgentWatcher>(this));

    public async Task<AgentView> Looks() => (await Grain.Renew(Caller)).Value!;

    public Task<AgentView> Until(string what, Func<AgentView, bool> isIt) => _views.Until($"{StaffId} {what}", isIt);

    public Task<AgentView> Holds(string conversation) =>
        Until($"holds {conversation}", view => view.Slots.Any(slot => slot.Conversation == conversation && slot.State == SlotState.Held));

    public Task<AgentView> IsOffered(string conversation) =>
        Until($"is offered {conversation}", view => view.Slots.Any(slot => slot.Conversation == conversation && slot.State == SlotState.Offered));

    public Task<Outcome<Receipt>> Posts(string conversation, string text, string id) =>
        grains.GetGrain<IConversationGrain>(conversation).Post(Caller, new PostMessage(id, text));

    public Task<Outcome<Receipt>> Closes(string conversation) =>
        grains.GetGrain<IConversationGrain>(conversation).Close(Caller, Some.Close());

    public void OnChanged(string agent, long version, AgentView view) => _views.Add(view);

    public void OnMoved(string agent)
    {
    }
}
