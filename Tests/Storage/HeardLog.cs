using Microsoft.Extensions.Logging;

namespace Muster.Tests.Storage;

/// <summary>Keeps what was logged, and lets a test wait until something is.</summary>
public sealed class HeardLog : ILogger
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(string Part, TaskCompletionSource Heard)> _waiting = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate) return [.. _lines];
        }
    }

    /// <summary>Completes with the first line, past or future, that has this part.</summary>
    public Task Hear(string part)
    {
        lock (_gate)
        {
            if (_lines.Exists(line => line.Contains(part, StringComparison.Ordinal))) return Task.CompletedTask;
            var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((part, heard));
            return heard.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_gate)
        {
            var line = $"{logLevel}: {formatter(state, exception)}";
            _lines.Add(line);
            foreach (var (part, heard) in _waiting)
            {
                if (line.Contains(part, StringComparison.Ordinal)) heard.TrySetResult();
            }
        }
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;
}
