using Azure.Core;
using Azure.Core.Pipeline;

namespace Muster.Silo.Storage.AzureStorage;

/// <summary>
/// Reads are tried again, writes never: a write whose answer was lost may have been done, and the second try would then be refused as if somebody
/// else had written. Its outcome is unknown, and that is what the caller is told.
/// </summary>
internal sealed class RetriedReads() : RetryPolicy(maxRetries: 2, DelayStrategy.CreateExponentialDelayStrategy(TimeSpan.FromMilliseconds(100)))
{
    protected override bool ShouldRetry(HttpMessage message, Exception? exception) => IsRead(message) && base.ShouldRetry(message, exception);

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        IsRead(message) && await base.ShouldRetryAsync(message, exception);

    private static bool IsRead(HttpMessage message) => message.Request.Method == RequestMethod.Get || message.Request.Method == RequestMethod.Head;
}
