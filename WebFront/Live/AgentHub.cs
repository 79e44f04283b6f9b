using Muster.Agents;
using Muster.Identity;

namespace Muster.WebFront.Live;

/// <summary>What this front knows of one agent, for the agent's own streams.</summary>
internal sealed class AgentHub(string key, Feed feed) : Watched(key)
{
    private readonly Lock _gate = new();
    private readonly IAgentGrain _grain = feed.Grains.GetGrain<IAgentGrain>(key);
    private AgentFollower[] _followers = [];
    private AgentView? _view;
    private long _version = -1;
    private long _changes;

    public async Task<Outcome<AgentWatchAnswer>> Watch(Caller caller)
    {
        feed.Renewals.Keep(this);
        var answer = await _grain.Watch(caller, feed.AgentWatcher);
        if (answer.IsDone)
            Learn(answer.Value);

        return answer;
    }

    public override async Task Renew()
    {
        foreach (var follower in Volatile.Read(ref _followers))
        {
            var answer = await _grain.Watch(follower.Caller, feed.AgentWatcher);
            if (answer.IsDone)
            {
                Learn(answer.Value);
                return;
            }

            follower.Stop();
        }
    }

    /// <summary>The view, and a number that changes with it.</summary>
    public (long Change, AgentView? View) Now()
    {
        lock (_gate)
            return (_changes, _view);
    }

    public void Add(AgentFollower follower)
    {
        lock (_gate)
            _followers = [.. _followers, follower];
    }

    /// <returns>Whether nobody is left.</returns>
    public bool Remove(AgentFollower follower)
    {
        lock (_gate)
        {
            _followers = [.. _followers.Where(other => other != follower)];
            return _followers.Length == 0;
        }
    }

    public void Change(long version, AgentView view)
    {
        lock (_gate)
        {
            if (version <= _version)
                return;

            Take(version, view);
        }

        WakeAll();
    }

    private void Learn(AgentWatchAnswer answer)
    {
        lock (_gate)
        {
            // An answer can be overtaken by what it was asked before; after a move the version may have begun anew.
            if (answer.Version < _version && answer.Silo == Silo)
                return;

            Silo = answer.Silo;
            if (answer.Version == _version && _view is not null)
                return;

            Take(answer.Version, answer.View);
        }

        WakeAll();
    }

    private void Take(long version, AgentView view)
    {
        _version = version;
        _view = view;
        _changes++;
    }

    private void WakeAll()
    {
        foreach (var follower in Volatile.Read(ref _followers))
            follower.Wake();
    }
}
