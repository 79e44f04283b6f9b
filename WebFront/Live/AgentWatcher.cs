using Muster.Agents;

namespace Muster.WebFront.Live;

/// <summary>What agents call on this front.</summary>
internal sealed class AgentWatcher(Feed feed) : IAgentWatcher
{
    public void OnChanged(string agent, long version, AgentView view) => feed.KnownAgent(agent)?.Change(version, view);

    public void OnMoved(string agent)
    {
        if (feed.KnownAgent(agent) is { } hub)
            feed.Renewals.AtOnce(hub);
    }
}
