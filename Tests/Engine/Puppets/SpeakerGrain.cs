using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace Muster.Tests.Engine.Puppets;

[GrainType("test-speaker")]
public sealed class SpeakerGrain(ILogger<SpeakerGrain> log) : Grain, ISpeakerGrain
{
    private readonly ObserverManager<IListener> _listeners = new(TimeSpan.FromMinutes(5), log);

    public Task<int> Subscribe(IListener listener)
    {
        _listeners.Subscribe(listener, listener);
        return Task.FromResult(_listeners.Count);
    }

    public Task Unsubscribe(IListener listener)
    {
        _listeners.Unsubscribe(listener);
        return Task.CompletedTask;
    }

    public Task Tell(params string[] lines)
    {
        foreach (var line in lines)
        {
            _listeners.Notify(listener => listener.Hear(line));
        }

        return Task.CompletedTask;
    }

    public Task<string> Ask(string question) => _listeners.First().Answer(question);
}
