namespace Muster.Agents;

/// <summary>A front that shows an agent's console. Anything sent here may get lost; a renewed watch answers with everything.</summary>
[Alias("Muster.IAgentWatcher")]
public interface IAgentWatcher : IGrainObserver
{
    /// <summary>Presence, capacity or the conversations held have changed; everything as it is now.</summary>
    /// <param name="agent">The grain key.</param>
    /// <param name="version">Grows; an older view is ignored.</param>
    /// <param name="view">As the console shows it.</param>
    void OnChanged(string agent, long version, AgentView view);

    /// <summary>The grain goes away in order: watch again.</summary>
    void OnMoved(string agent);
}
