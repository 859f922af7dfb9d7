package nl.zegel.channel.soap;

import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.jws.soap.SOAPBinding;

/** What a party offers that is pushed to: the port type of {@code wsdl/zegel-lever-1.wsdl}. */
@WebService(name = "Lever", targetNamespace = Leverpoort.NS)
@SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
public interface Leverpoort {
    String NS = WsNamen.ZEGEL + ":lever";

    @WebMethod(operationName = "lever", action = WsNamen.ZEGEL + ":lever")
    @WebResult(name = "leverAntwoord", targetNamespace = WsNamen.ZEGEL, partName = "antwoord")
    Berichten.LeverAntwoord lever(@WebParam(name = "lever", targetNamespace = WsNamen.ZEGEL, partName = "verzoek") Berichten.Lever verzoek);
}
