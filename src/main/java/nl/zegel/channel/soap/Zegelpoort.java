package nl.zegel.channel.soap;

import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.jws.soap.SOAPBinding;

/** What a loket asks of the gateway: the port type of {@code wsdl/zegel-soap-1.wsdl}. */
@WebService(name = "Zegel", targetNamespace = Zegelpoort.NS)
@SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
public interface Zegelpoort {
    String NS = WsNamen.ZEGEL + ":zegel";

    @WebMethod(operationName = "dienIn", action = WsNamen.ZEGEL + ":dienIn")
    @WebResult(name = "dienInAntwoord", targetNamespace = WsNamen.ZEGEL, partName = "antwoord")
    Berichten.DienInAntwoord dienIn(@WebParam(name = "dienIn", targetNamespace = WsNamen.ZEGEL, partName = "verzoek") Berichten.DienIn verzoek);

    @WebMethod(operationName = "haalOp", action = WsNamen.ZEGEL + ":haalOp")
    @WebResult(name = "haalOpAntwoord", targetNamespace = WsNamen.ZEGEL, partName = "antwoord")
    Berichten.HaalOpAntwoord haalOp(@WebParam(name = "haalOp", targetNamespace = WsNamen.ZEGEL, partName = "verzoek") Berichten.HaalOp verzoek);

    @WebMethod(operationName = "bevestig", action = WsNamen.ZEGEL + ":bevestig")
    @WebResult(name = "bevestigAntwoord", targetNamespace = WsNamen.ZEGEL, partName = "antwoord")
    Berichten.BevestigAntwoord bevestig(
            @WebParam(name = "bevestig", targetNamespace = WsNamen.ZEGEL, partName = "verzoek") Berichten.Bevestig verzoek);

    @WebMethod(operationName = "status", action = WsNamen.ZEGEL + ":status")
    @WebResult(name = "statusAntwoord", targetNamespace = WsNamen.ZEGEL, partName = "antwoord")
    Berichten.StatusAntwoord status(@WebParam(name = "status", targetNamespace = WsNamen.ZEGEL, partName = "verzoek") Berichten.Status verzoek);
}
