using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>What a tick looks like to filters, under Orleans' names.</summary>
internal interface IGrainTimerInvoker : IAddressable
{
    Task InvokeCallbackAsync();
}
