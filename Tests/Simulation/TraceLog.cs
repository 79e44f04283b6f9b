using Microsoft.Extensions.Logging;

namespace Muster.Tests.Simulation;

/// <summary>What the product logs, between the decisions of a replayed seed.</summary>
internal sealed class TraceLog(Action<string> trace, TimeProvider clock) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        trace($"{clock.GetUtcNow():HH:mm:ss.ffffff}   says: {formatter(state, exception)}{(exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})")}");

    public void Dispose()
    {
    }
}
