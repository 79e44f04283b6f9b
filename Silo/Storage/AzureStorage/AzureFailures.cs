using Azure;
using Azure.Identity;

namespace Muster.Silo.Storage.AzureStorage;

/// <summary>What went wrong, in words for an operator: Azure's own messages hold half the request.</summary>
internal static class AzureFailures
{
    public static bool IsOfAccount(Exception failure) =>
        failure is RequestFailedException or AggregateException or OperationCanceledException or AuthenticationFailedException or IOException;

    public static string Words(Exception failure) => failure switch
    {
        RequestFailedException { Status: > 0 } answer => $"Azure says: {answer.ErrorCode ?? "no"} ({answer.Status}).",
        AggregateException { InnerExceptions: [var first, ..] } => Words(first),
        AuthenticationFailedException => "Azure gives this machine no identity.",
        OperationCanceledException => "Azure does not answer in time.",
        _ => $"Azure does not answer: {failure.Message.TrimEnd('.')}.",
    };
}
