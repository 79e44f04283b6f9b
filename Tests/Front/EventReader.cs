using System.Text.Json;

namespace Muster.Tests.Front;

/// <summary>An open event stream; whoever waits for something that does not come is told what was missing.</summary>
public sealed class EventReader(HttpResponseMessage response, Stream body, Action<string> hear) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly StreamReader _reader = new(body);

    public List<TestEvent> Told { get; } = [];

    public HttpResponseMessage Response => response;

    public async Task<TestEvent> Until(Func<TestEvent, bool> isIt, string what)
    {
        while (true)
        {
            var told = await Next().WaitAsync(Patience, TimeProvider.System)
                ?? throw new InvalidOperationException($"The stream ended before {what} came.");
            if (isIt(told))
                return told;
        }
    }

    public Task<TestEvent> Until(string kind) => Until(told => told.Kind == kind, kind);

    /// <summary>Null at the end.</summary>
    public async Task<TestEvent?> Next()
    {
        string? id = null;
        string? kind = null;
        string? data = null;
        while (await _reader.ReadLineAsync() is { } line)
        {
            hear(line);
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                kind = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
            else if (line.Length == 0 && data is not null)
                return Keep(new TestEvent(id, kind!, JsonDocument.Parse(data).RootElement));
        }

        return null;
    }

    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }

    private TestEvent Keep(TestEvent told)
    {
        Told.Add(told);
        return told;
    }
}
